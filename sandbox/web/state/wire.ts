import type {
  ActAnswer,
  ActRefusal,
  AgentAct,
  AgentSight,
  Cast,
  ExchangeDetail,
  GuildSight,
  MachineSight,
  Mischief,
  MischiefAnswer,
  PersonAct,
  StreamSight,
  TourOrder,
  TourSight,
} from '../../control/protocol.js';

/** The sandbox, Discord or Telegram said no; the message can be shown. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** Asks the sandbox. What it answers is typed by the protocol that both sides are compiled against. */
export class Wire {
  cast(): Promise<Cast> {
    return ask('/page/cast');
  }

  guild(guildId: string, personId: string): Promise<GuildSight> {
    return ask(`/page/guilds/${guildId}/people/${personId}`);
  }

  agent(guildId: string): Promise<AgentSight> {
    return ask(`/page/guilds/${guildId}/agent`);
  }

  machine(guildId: string): Promise<MachineSight> {
    return ask(`/page/guilds/${guildId}/machine`);
  }

  stream(): Promise<StreamSight> {
    return ask('/page/stream');
  }

  exchange(seq: number): Promise<ExchangeDetail> {
    return ask(`/page/exchanges/${seq}`);
  }

  tour(): Promise<TourSight> {
    return ask('/page/tour');
  }

  actAs(guildId: string, personId: string, act: PersonAct): Promise<ActAnswer> {
    return ask(`/guilds/${guildId}/people/${personId}`, act);
  }

  actAsAgent(guildId: string, act: AgentAct): Promise<ActAnswer> {
    return ask(`/guilds/${guildId}/agent`, act);
  }

  make(mischief: Mischief): Promise<MischiefAnswer> {
    return ask('/mischief', mischief);
  }

  liftMischief(): Promise<MischiefAnswer> {
    return ask('/mischief', undefined, 'DELETE');
  }

  order(order: TourOrder): Promise<TourSight> {
    return ask('/tour', order);
  }
}

async function ask<T>(
  path: string,
  body?: unknown,
  method = body === undefined ? 'GET' : 'POST',
): Promise<T> {
  const payload = body === undefined ? {} : { body: JSON.stringify(body) };
  const headers = { 'content-type': 'application/json', 'x-refusals': 'told' };
  const response = await fetch(path, { method, headers, ...payload }).catch(() => {
    throw new Refused('The sandbox does not answer. Is it still running?');
  });
  const answer = await response.json().catch(() => ({ error: `The sandbox answered ${response.status}.` }));
  if (isRefusal(answer)) throw new Refused(answer.error);
  return answer;
}

function isRefusal(answer: unknown): answer is ActRefusal {
  return typeof answer === 'object' && answer !== null && 'error' in answer;
}
