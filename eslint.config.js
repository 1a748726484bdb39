import tseslint from 'typescript-eslint';

const slowThings = ['fetch', 'setTimeout', 'setInterval'].map((name) => ({
  name,
  message: 'Nothing slow inside a unit of work: enqueue a job; only gateways reach outside.',
}));

/** An error of its own may be a class, because it is told apart by instanceof; everything else is a function. */
const functions = [
  { selector: "ClassDeclaration:not([superClass.name='Error'])", message: 'Functions, not classes.' },
  { selector: 'ClassExpression', message: 'Functions, not classes.' },
];

const unitOfWork = [
  {
    selector: "CallExpression[callee.property.name='transaction']",
    message: 'The unit of work is opened by the request or the job, by nobody else.',
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time comes from ctx.now.' },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Time comes from ctx.now.' },
];

/** Formatting and plain lint are Biome's, the web's types are vue-tsc's; here stand only the rules of the house that need types or names. */
export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/.cache/**',
      'data/**',
      '**/*.vue',
      '**/*.js',
      '**/*.mjs',
      '**/*.mts',
      'apps/web/**',
      'packages/ui/**',
      'packages/api-client/src/schema.ts',
    ],
  },
  {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      complexity: ['error', 10],
      'no-restricted-syntax': ['error', ...functions],
    },
  },
  {
    files: ['apps/server/src/modules/**/*.ts', 'apps/server/src/flows/**/*.ts'],
    ignores: ['**/gateways/**', '**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', ...slowThings],
      'no-restricted-syntax': ['error', ...functions, ...unitOfWork],
    },
  },
  {
    // An answer over HTTP is JSON of any shape; a test looks into it where it expects something.
    files: ['apps/server/test/**/*.ts', '**/*.test.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
);
