import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AttentionKind, attentionKinds, isCluster, isRecurring, rankAttention, rules, type Severity, severityOf } from './rules.ts';

test('a cluster needs five reports, and three times what is usual', () => {
  expect([isCluster(4, 0), isCluster(5, 0), isCluster(5, 1.67), isCluster(5, 1.66), isCluster(30, 10)]).toEqual([
    false,
    true,
    false,
    true,
    true,
  ]);
});

test('a matter recurs by five cases or by two low ratings', () => {
  expect([isRecurring(4, 1), isRecurring(5, 0), isRecurring(0, 2)]).toEqual([false, true, true]);
});

test('red is only for an emergency whose time has run out', () => {
  expect([severityOf('emergency', true), severityOf('emergency', false), severityOf('urgent', true), severityOf('ordinary', true)]).toEqual(
    ['red', 'amber', 'amber', 'amber'],
  );
});

const entry = fc.record({
  kind: fc.constantFrom(...attentionKinds),
  severity: fc.constantFrom<Severity>('red', 'amber'),
  weight: fc.nat(100),
});

test('the list is short, red stands first, and a kind shows at most three that are not red', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 40 }), (entries) => {
      const ranked = rankAttention(entries);
      const firstAmber = ranked.findIndex((one) => one.severity === 'amber');
      expect(ranked.length).toBeLessThanOrEqual(rules.most);
      if (firstAmber >= 0) expect(ranked.slice(firstAmber).every((one) => one.severity === 'amber')).toBe(true);
      for (const kind of attentionKinds)
        expect(ranked.filter((one) => one.kind === kind && one.severity === 'amber').length).toBeLessThanOrEqual(rules.mostOfKind);
      expect(ranked.filter((one) => one.severity === 'red')).toHaveLength(
        Math.min(rules.most, entries.filter((one) => one.severity === 'red').length),
      );
    }),
  );
});

test('of one kind the heavier comes first', () => {
  const amber = (kind: AttentionKind, weight: number) => ({ kind, severity: 'amber' as const, weight });
  expect(rankAttention([amber('unit', 9), amber('cluster', 1), amber('cluster', 2)])).toEqual([
    amber('cluster', 2),
    amber('cluster', 1),
    amber('unit', 9),
  ]);
});
