/** The way to a phone. `id` is the same when a job is repeated after a failure, so that a provider that knows ids sends once. */
export type SmsGateway = { send: (sms: { id: string; phone: string; text: string }) => Promise<void> };

/** Carriers in China refuse an SMS without the sender's signature in these brackets. */
export const signature = '【榕治】';

/** Stands where no provider has been connected: each SMS fails with this sentence and is kept as a failed job. */
export const absentGateway: SmsGateway = {
  async send() {
    throw new Error('No SMS provider is connected, so this SMS was not sent. Connect one in apps/server/src/modules/notices/jobs.ts.');
  },
};
