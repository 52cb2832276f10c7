import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

/**
 * Lints a text as if it stood in a file of the repository, with the repository's own configuration. The file need not
 * exist, so the rules that want types are off: a file that is in no project has none.
 */
export class FixtureLint {
  private readonly eslint = new ESLint({
    overrideConfig: [tseslint.configs.disableTypeChecked, { languageOptions: { parserOptions: { project: null } } }],
  });

  /** The problems, each as `rule: message`. */
  async problems(file: string, text: string): Promise<string[]> {
    const results = await this.eslint.lintText(text, { filePath: file });
    return results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message }) => `${ruleId ?? 'parser'}: ${message}`),
    );
  }

  /** The rules that the text breaks, each once. */
  async rulesOf(file: string, text: string): Promise<string[]> {
    const problems = await this.problems(file, text);
    return [...new Set(problems.map((problem) => problem.split(': ', 1)[0] ?? ''))];
  }
}
