import tseslint from 'typescript-eslint';

const slowThings = ['fetch', 'setTimeout', 'setInterval'];

/** Formatting and plain lint are Biome's; here stand only the rules of the house that need types or names. */
export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', 'packages/api-client/src/schema.ts', '**/*.vue', '**/*.js', '**/*.mjs', 'apps/web/**', 'packages/ui/**'] },
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
    },
  },
  {
    files: ['apps/server/src/modules/**/*.ts', 'apps/server/src/flows/**/*.ts'],
    ignores: ['**/gateways/**', '**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', ...slowThings.map((name) => ({ name, message: 'Nothing slow inside a unit of work: enqueue a job; only gateways reach outside.' }))],
      'no-restricted-syntax': [
        'error',
        { selector: "CallExpression[callee.property.name='transaction']", message: 'The unit of work is opened by the request or the job, by nobody else.' },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time comes from ctx.now.' },
        { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Time comes from ctx.now.' },
      ],
    },
  },
);
