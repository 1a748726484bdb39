import { type SmsGateway, signature } from './sms.ts';

/** The demo's provider: prints what a phone would receive. Never used where phones are real, because it shows codes. */
export const consoleGateway: SmsGateway = {
  async send({ phone, text }) {
    process.stdout.write(`SMS → ${phone}: ${signature}${text}\n`);
  },
};
