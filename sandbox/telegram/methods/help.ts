import { Api } from 'telegram';
import { DC_ID, DC_IDS } from '../dc.js';
import type { Settings } from '../world/settings.js';
import { defineMethod, type Method } from './method.js';

/** help.*: what a client asks when it connects. */
export const HELP_METHODS: readonly Method[] = [
  defineMethod(Api.help.GetConfig, (_, { world, port }) => {
    const date = world.seconds();
    return new Api.Config({
      date,
      expires: date + 3600,
      testMode: false,
      thisDc: DC_ID,
      dcOptions: DC_IDS.map((id) => new Api.DcOption({ id, ipAddress: '127.0.0.1', port, static: true })),
      dcTxtDomainName: 'apv3.stel.com',
      revokePmInbox: true,
      chatSizeMax: 200,
      megagroupSizeMax: 200_000,
      forwardedCountMax: 100,
      onlineUpdatePeriodMs: 210_000,
      offlineBlurTimeoutMs: 5_000,
      offlineIdleTimeoutMs: 30_000,
      onlineCloudTimeoutMs: 300_000,
      notifyCloudDelayMs: 30_000,
      notifyDefaultDelayMs: 1_500,
      pushChatPeriodMs: 60_000,
      pushChatLimit: 2,
      editTimeLimit: 172_800,
      revokeTimeLimit: 2_147_483_647,
      revokePmTimeLimit: 2_147_483_647,
      ratingEDecay: 2_419_200,
      stickersRecentLimit: 200,
      channelsReadMediaPeriod: 604_800,
      callReceiveTimeoutMs: 20_000,
      callRingTimeoutMs: 90_000,
      callConnectTimeoutMs: 30_000,
      callPacketTimeoutMs: 10_000,
      meUrlPrefix: 'https://t.me/',
      captionLengthMax: 1024,
      messageLengthMax: 4096,
      webfileDcId: DC_ID,
    });
  }),
  defineMethod(
    Api.help.GetNearestDc,
    () => new Api.NearestDc({ country: 'NL', thisDc: DC_ID, nearestDc: DC_ID }),
  ),
  defineMethod(
    Api.help.GetAppConfig,
    (_, { settings }) => new Api.help.AppConfig({ hash: 0, config: writeAppConfig(settings) }),
  ),
];

/** "Client configuration": the limits that this Telegram holds to. */
function writeAppConfig(settings: Settings): Api.JsonObject {
  const limits = {
    upload_max_fileparts_default: settings.uploadMaxFileParts,
    caption_length_limit_default: 1024,
    reactions_user_max_default: 1,
    reactions_uniq_max: 11,
  };
  return new Api.JsonObject({
    value: Object.entries(limits).map(
      ([key, value]) => new Api.JsonObjectValue({ key, value: new Api.JsonNumber({ value }) }),
    ),
  });
}
