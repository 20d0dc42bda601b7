import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'dist-bench/', 'coverage/', 'data/'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // A bare Date depends on the process's zone; days are strings and instants are luxon DateTimes.
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date']", message: 'Use luxon, or a YYYY-MM-DD string.' },
        { selector: "CallExpression[callee.object.name='Date']", message: 'Take `now` as a parameter.' },
      ],
      eqeqeq: 'error',
    },
  },
  {
    // A typed array's index is in range here by how the problem is built; `?? 0` would be a branch that nothing reaches.
    files: ['src/planner/{anneal,tally}.ts', 'src/planner/solver/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['**/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        document: 'readonly',
        navigator: 'readonly',
        getSelection: 'readonly',
        getComputedStyle: 'readonly',
      },
    },
  },
);
