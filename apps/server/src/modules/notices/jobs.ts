import type { House } from '#platform/context.ts';
import type { Worker } from '#platform/jobs.ts';
import { consoleGateway } from './gateways/console-sms.ts';
import { absentGateway, type SmsGateway } from './gateways/sms.ts';
import { type Sms, type SmsJob, smsQueue } from './service.ts';

/** The provider of this house; a city's own is connected here. */
const gatewayOf = (house: House): SmsGateway => (house.demo ? consoleGateway : absentGateway);

/** Sends the SMS of one job; a provider that fails is tried again by the queue. */
export async function sendJob(house: House, job: SmsJob, gateway: SmsGateway) {
  const { phone, text } = JSON.parse(house.vault.open(Buffer.from(job.sealed, 'base64'))) as Sms;
  await gateway.send({ id: job.id, phone, text });
}

/** Few retries: a code that comes after its five minutes only confuses. */
export const smsWorker: Worker = { queue: smsQueue, work: (house, job: SmsJob) => sendJob(house, job, gatewayOf(house)), retries: 4 };
