/** The shape of a script before anything is expanded. Positions are offsets into the text that was parsed. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Letters that stand for themselves; `text` is exactly what stands at its place unless `exact` is false. */
export interface TextPart extends Stretch {
  readonly kind: 'text';
  readonly text: string;
  readonly exact: boolean;
  readonly quoted: boolean;
  readonly glob: boolean;
}

export type VariableOperation =
  | { readonly kind: 'default'; readonly operator: string; readonly operand: SyntaxWord }
  | { readonly kind: 'remove'; readonly operator: string; readonly pattern: SyntaxWord }
  | { readonly kind: 'replace'; readonly operator: string; readonly pattern: SyntaxWord; readonly by: SyntaxWord }
  | { readonly kind: 'slice'; readonly from: SyntaxWord; readonly length: SyntaxWord | undefined }
  | { readonly kind: 'case'; readonly operator: string }
  | { readonly kind: 'length' }
  | { readonly kind: 'unreadable' };

export interface VariablePart extends Stretch {
  readonly kind: 'variable';
  readonly name: string;
  readonly quoted: boolean;
  /** `[@]` or `[*]`: every element of an array; any other index is undefined and the operation unreadable. */
  readonly all: boolean;
  readonly operation: VariableOperation | undefined;
}

/** A command or process substitution. */
export interface ScriptPart extends Stretch {
  readonly kind: 'script';
  readonly script: SyntaxScript;
}

/** `{a,b}` by alternatives, each a list of parts. */
interface BracePart extends Stretch {
  readonly kind: 'brace';
  readonly alternatives: readonly (readonly Part[])[];
}

/** Something whose value is not computed, such as arithmetic. */
interface UnreadablePart extends Stretch {
  readonly kind: 'unreadable';
}

export type Part = TextPart | VariablePart | ScriptPart | BracePart | UnreadablePart;

export interface SyntaxWord extends Stretch {
  readonly parts: readonly Part[];
  readonly quoted: boolean;
  readonly tilde: boolean;
}

export interface SyntaxAssignment extends Stretch {
  readonly name: string;
  readonly append: boolean;
  readonly value: SyntaxWord;
  /** The elements, where it assigns an array. */
  readonly list: readonly SyntaxWord[] | undefined;
  /** `NAME[index]=`: what the variable holds afterwards is not followed. */
  readonly indexed: boolean;
}

/** A word, or an assignment among the arguments of `export` and the like. */
export type Argument = SyntaxWord | SyntaxAssignment;

export interface SyntaxRedirection extends Stretch {
  readonly operator: string;
  readonly descriptor: number | undefined;
  readonly target: SyntaxWord | undefined;
}

export interface Simple extends Stretch {
  readonly kind: 'simple';
  readonly assignments: readonly SyntaxAssignment[];
  readonly words: readonly Argument[];
}
export interface Group extends Stretch {
  readonly kind: 'group';
  readonly subshell: boolean;
  readonly body: readonly Statement[];
}
interface Branches extends Stretch {
  readonly kind: 'if';
  readonly branches: readonly { readonly test: readonly Statement[]; readonly body: readonly Statement[] }[];
  readonly otherwise: readonly Statement[] | undefined;
}
export interface Choice extends Stretch {
  readonly kind: 'case';
  readonly word: SyntaxWord;
  readonly branches: readonly (readonly Statement[])[];
}
/** while, until, and the loops whose turns cannot be told. */
export interface Loop extends Stretch {
  readonly kind: 'loop';
  readonly name: string | undefined;
  readonly words: readonly SyntaxWord[];
  readonly test: readonly Statement[];
  readonly body: readonly Statement[];
}
export interface For extends Stretch {
  readonly kind: 'for';
  readonly name: string;
  /** Undefined: the positional parameters. */
  readonly words: readonly SyntaxWord[] | undefined;
  readonly body: readonly Statement[];
}
export interface Definition extends Stretch {
  readonly kind: 'function';
  readonly name: string;
  readonly body: Command;
}

export type Command = (Simple | Group | Branches | Choice | Loop | For | Definition) & {
  readonly redirections: readonly SyntaxRedirection[];
};

export interface Pipeline extends Stretch {
  readonly negated: boolean;
  readonly timed: boolean;
  readonly commands: readonly Command[];
}

/** Pipelines joined by `&&` and `||`; `operators[i]` stands before `pipelines[i + 1]`. */
export interface Statement extends Stretch {
  readonly pipelines: readonly Pipeline[];
  readonly operators: readonly ('&&' | '||')[];
  readonly background: boolean;
}

export interface SyntaxScript {
  readonly statements: readonly Statement[];
  readonly problems: readonly { readonly message: string; readonly at: number }[];
  /** The text that its positions are offsets into, where that is not the surrounding one: backquotes with escapes. */
  readonly text: string | undefined;
}
