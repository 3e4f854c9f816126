import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { MessageSight, PlaceSight } from '../../control/protocol.js';
import '../people/draft-files.js';
import { icons } from '../shell/icons.js';
import { PageElement } from '../shell/page-element.js';
import './command-form.js';
import './command-picker.js';
import type { CommandPicker } from './command-picker.js';
import { fitting, type Runnable, runnablesIn } from './commands.js';
import { composerStyles } from './composer-styles.js';
import { MessageWish } from './message-wish.js';

/** Where one writes, attaches files and runs commands. */
@customElement('message-composer')
export class MessageComposer extends PageElement {
  static override readonly styles = [...PageElement.styles, composerStyles];

  @property({ attribute: false }) place: PlaceSight;
  @property({ attribute: false }) replyingTo: MessageSight | undefined;
  @state() private text = '';
  @state() private files: readonly File[] = [];
  @state() private running: Runnable | undefined;
  @query('textarea') private field: HTMLTextAreaElement | null;
  @query('command-picker') private picker: CommandPicker | null;
  @query('input[type="file"]') private chooser: HTMLInputElement | null;
  #draftOf = '';

  override focus(): void {
    this.field?.focus();
  }

  attach(files: readonly File[]): void {
    if (this.place.may.attach) this.files = [...this.files, ...files].slice(0, 10);
    this.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const draftOf = `${this.state.choice.personId}/${this.place.id}`;
    if (draftOf === this.#draftOf) return;
    this.#draftOf = draftOf;
    this.text = '';
    this.files = [];
    this.running = undefined;
  }

  protected override render() {
    const { page, place, running } = this;
    if (running !== undefined) {
      return html`<command-form .page=${page} .runnable=${running} .placeId=${place.id} @leave-command=${this.#leaveCommand}></command-form>`;
    }
    const { may } = place;
    const canType = may.write || may.useCommands;
    return html`
      ${this.#renderReply()}
      ${
        this.#offers.length > 0
          ? html`<command-picker .offers=${this.#offers} @command-chosen=${(event: CustomEvent<Runnable>) => this.#choose(event.detail)}></command-picker>`
          : nothing
      }
      <div class="field">
        <draft-files .files=${this.files} @drop-file=${this.#dropFile}></draft-files>
        <div class="line">
          <input type="file" multiple hidden aria-hidden="true" tabindex="-1" @change=${this.#takeChosenFiles} />
          <button type="button" aria-label="Attach files" title="Attach files" ?disabled=${!may.write || !may.attach} @click=${() => this.chooser?.click()}>
            ${icons.plus}
          </button>
          <textarea
            rows="1"
            aria-label="Message ${place.kind === 'direct' ? '@' : '#'}${place.name}"
            placeholder=${this.#placeholder}
            .value=${this.text}
            ?disabled=${!canType}
            @input=${this.#takeInput}
            @keydown=${this.#takeKey}
            @paste=${this.#takePaste}
          ></textarea>
          ${
            may.useCommands
              ? html`<button type="button" aria-label="Commands" title="The bot’s commands" @click=${this.#beginCommand}>/</button>`
              : nothing
          }
        </div>
      </div>
    `;
  }

  get #placeholder(): string {
    const { may, thread, name, kind } = this.place;
    if (thread?.isArchived === true && !may.write) return 'This thread is archived and locked.';
    if (!may.write)
      return may.useCommands
        ? 'Only commands work here: type /'
        : 'You do not have permission to send messages here.';
    if (thread?.isArchived === true) return 'This thread is archived. A message opens it again.';
    return `Message ${kind === 'direct' ? '@' : '#'}${name}`;
  }

  /** The commands that fit what is typed, while a command is being typed. */
  get #offers(): readonly Runnable[] {
    if (!this.text.startsWith('/') || this.text.includes('\n') || !this.place.may.useCommands) return [];
    return fitting(runnablesIn(this.place.id, this.state.discord?.commands ?? []), this.text).slice(0, 12);
  }

  #renderReply() {
    if (this.replyingTo === undefined) return nothing;
    return html`<div class="reply">
      <span>Replying to <b>${this.replyingTo.author.name}</b></span>
      <button type="button" aria-label="Cancel reply" @click=${this.#endReply}>${icons.close}</button>
    </div>`;
  }

  #takeInput(): void {
    this.text = this.field?.value ?? '';
    if (this.text !== '' && !this.text.startsWith('/') && this.place.may.write)
      this.page.person.types(this.place.id);
  }

  #takeKey(event: KeyboardEvent): void {
    if (this.picker?.takeKey(event) === true) {
      event.preventDefault();
      return;
    }
    if (event.key === 'Escape') this.#endReply();
    if (event.key === 'ArrowUp' && this.text === '')
      this.dispatchEvent(new MessageWish({ kind: 'edit-last' }));
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void this.#send();
  }

  async #send(): Promise<void> {
    const { text, files, replyingTo } = this;
    if ((text.trim() === '' && files.length === 0) || !this.place.may.write) return;
    this.text = '';
    this.files = [];
    this.#endReply();
    const wasSaid = await this.page.person.says(this.place.id, text, { replyTo: replyingTo?.id, files });
    if (wasSaid || this.text !== '') return;
    this.text = text;
    this.files = files;
  }

  #endReply(): void {
    if (this.replyingTo !== undefined) this.dispatchEvent(new MessageWish({ kind: 'done' }));
  }

  #beginCommand(): void {
    this.text = '/';
    this.focus();
  }

  #choose(runnable: Runnable): void {
    this.text = '';
    this.running = runnable;
  }

  async #leaveCommand(): Promise<void> {
    this.running = undefined;
    await this.updateComplete;
    this.focus();
  }

  #takeChosenFiles(): void {
    this.attach([...(this.chooser?.files ?? [])]);
    if (this.chooser !== null) this.chooser.value = '';
  }

  #takePaste(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    this.attach(files);
  }

  #dropFile(event: CustomEvent<File>): void {
    this.files = this.files.filter((file) => file !== event.detail);
  }
}
