import type * as z from 'zod/mini';

type Issue = z.core.$ZodIssue;

/** One line for each issue: path and fault. Of a union, the option is described that comes nearest to the value. */
export function describeIssues(issues: readonly Issue[], prefix: readonly PropertyKey[] = []): string[] {
  return issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path];
    if (issue.code === 'invalid_union') {
      const nearest = findNearest(issue.errors);
      return nearest ? describeIssues(nearest, path) : [`${writePath(path)}: ${issue.message}`];
    }
    return [`${writePath(path)}: ${issue.message}`];
  });
}

/** The option whose `type` fits if there is one; else the one with the fewest faults. */
function findNearest(options: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const fitting = options.filter((issues) => !issues.some((issue) => issue.path.at(-1) === 'type'));
  const candidates = fitting.length > 0 ? fitting : options;
  return [...candidates].sort((a, b) => a.length - b.length)[0];
}

function writePath(path: readonly PropertyKey[]): string {
  return path.length === 0 ? '(body)' : path.map(String).join('.');
}
