/** What was tried and what was found. */
export type Finding = { kind: string; what: string; input: string };

export type Tally = {
  /** Counts one input of a kind. */
  tried: (kind: string, count?: number) => void;
  /** Keeps a finding; the same at the same place only once. */
  found: (finding: Finding) => void;
  kinds: ReadonlyMap<string, number>;
  findings: readonly Finding[];
  answers: Map<number, number>;
};

export const newTally = (): Tally => {
  const kinds = new Map<string, number>();
  const findings: Finding[] = [];
  return {
    kinds,
    findings,
    answers: new Map(),
    tried: (kind, count = 1) => void kinds.set(kind, (kinds.get(kind) ?? 0) + count),
    found: (finding) => {
      const place = `${finding.kind} ${finding.what.slice(0, 60)}`;
      if (!findings.some(({ kind, what }) => `${kind} ${what.slice(0, 60)}` === place)) findings.push(finding);
    },
  };
};
