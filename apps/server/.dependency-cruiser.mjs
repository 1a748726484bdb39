import { knows } from './architecture.mjs';

const src = '^apps/server/src';
const law = '/(workflow|limits|policy|rules|words|decide)[.]ts$';
const door = `${src}/modules/[^/]+/index[.]ts$`;
const forbid = (name, from, to) => ({ name, severity: 'error', from, to });

export default {
  forbidden: [
    ...Object.entries(knows).map(([module, others]) =>
      forbid(
        `${module}-knows-${others.join('-and-') || 'nobody'}`,
        { path: `${src}/modules/${module}/`, pathNot: '[.]test[.]ts$' },
        { path: `${src}/modules/`, pathNot: `${src}/modules/(${[module, ...others].join('|')})/` },
      ),
    ),
    forbid(
      'modules-meet-at-the-door',
      { path: `${src}/modules/([^/]+)/` },
      { path: `${src}/modules/`, pathNot: [`${src}/modules/$1/`, door] },
    ),
    forbid('everyone-else-uses-doors', { path: `${src}/`, pathNot: `${src}/modules/` }, { path: `${src}/modules/`, pathNot: door }),
    forbid('platform-knows-nobody', { path: `${src}/platform/` }, { path: `${src}/`, pathNot: `${src}/platform/` }),
    forbid(
      'modules-do-not-know-flows',
      { path: `${src}/modules/`, pathNot: '[.]test[.]ts$' },
      { path: `${src}/`, pathNot: `${src}/(modules|platform)/` },
    ),
    // The parts of a language compile one another: within the rule engine a circle of files is its grammar.
    forbid('no-cycles', { pathNot: 'packages/decision-tables/src/' }, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    forbid(
      'sql-lives-in-store',
      { path: `${src}/modules/`, pathNot: '(store|tables|[.]test)[.]ts$|/store/' },
      { path: 'node_modules/(kysely|pg)/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'http-lives-in-routes',
      { path: `${src}/modules/`, pathNot: '(routes|index|schema|[.]test)[.]ts$|/routes/' },
      { path: 'node_modules/@?fastify', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'law-imports-only-law',
      { path: `${src}/modules/.*${law}` },
      { pathNot: [law, 'packages/(working-time|decision-tables)/'], dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'gateways-are-reached-from-jobs',
      { path: `${src}/modules/`, pathNot: '(jobs|[.]test)[.]ts$|/gateways/' },
      { path: '/gateways/', dependencyTypesNot: ['type-only'] },
    ),
    forbid('tests-stay-outside', { pathNot: '[.]test[.]ts$|/test/' }, { path: '[.]test[.]ts$|apps/server/test/' }),
    forbid('nothing-unresolved', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
