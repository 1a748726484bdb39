import type { Outcome, Payment, PaymentGateway } from '../gateway.ts';

type Booked = { payment: Payment; state: 'accepted' | 'settled' | 'failed' | 'returned'; reference: string; reason: string | null };

/** A payment system in memory that fails on demand. */
export type FakeGateway = PaymentGateway & {
  /** Everything it paid, in order; a key twice is money paid twice. */
  booked: Booked[];
  sent: number;
  asked: number;
  /**
   * `down`: nothing arrives. `loses-answers`: what arrives is booked, and the answer is lost. `refuses`: takes nothing for good. `settles`: pays at once.
   * `doubles`: forgets which keys it had, as no gateway should.
   */
  state: 'up' | 'down' | 'loses-answers' | 'refuses' | 'settles' | 'doubles';
  /** Waited for before each answer. */
  delay: () => Promise<void>;
  move: (key: string, state: Booked['state'], reason?: string) => void;
  /** Its file of everything it booked, as a bank gives it for a day. */
  file: () => string;
};

export function fakeGateway(): FakeGateway {
  const told = ({ state, reference, reason }: Booked): Outcome => ({ state, reference, reason });
  const book = (payment: Payment): Booked => {
    const known = fake.state === 'doubles' ? undefined : fake.booked.find((one) => one.payment.key === payment.key);
    if (known) return known;
    const state = fake.state === 'refuses' ? 'failed' : fake.state === 'settles' ? 'settled' : 'accepted';
    const reason = fake.state === 'refuses' ? 'account closed' : null;
    const one: Booked = { payment, state, reference: `B-${fake.booked.length + 1}`, reason };
    fake.booked.push(one);
    return one;
  };
  const fake: FakeGateway = {
    booked: [],
    sent: 0,
    asked: 0,
    state: 'up',
    delay: async () => undefined,
    async send(payment) {
      fake.sent += 1;
      if (fake.state === 'down') throw new Error('connect ECONNREFUSED');
      const one = book(payment);
      await fake.delay();
      if (fake.state === 'loses-answers') throw new Error('socket hang up');
      return told(one);
    },
    async ask(key) {
      fake.asked += 1;
      if (fake.state === 'down') throw new Error('connect ECONNREFUSED');
      const one = fake.booked.find(({ payment }) => payment.key === key);
      return one ? told(one) : { state: 'unknown', reference: null, reason: null };
    },
    move(key, state, reason) {
      for (const one of fake.booked) if (one.payment.key === key) Object.assign(one, { state, reason: reason ?? null });
    },
    file: () =>
      [
        'key,amount_cents,state,reference,reason',
        ...fake.booked.map(({ payment, state, reference, reason }) =>
          [payment.key, payment.amountCents, state, reference, reason ?? ''].join(','),
        ),
      ].join('\n'),
  };
  return fake;
}
