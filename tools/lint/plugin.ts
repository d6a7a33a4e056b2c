import path from 'node:path';
import { refusal } from './doors.ts';

type ImportNode = {
  readonly source: { readonly value: string } | null;
  readonly importKind?: string;
  readonly exportKind?: string;
};
type Context = {
  readonly filename: string;
  readonly cwd?: string;
  report(of: { readonly node: unknown; readonly message: string }): void;
};

const doors = {
  create(context: Context) {
    const from = path
      .relative(context.cwd ?? process.cwd(), context.filename)
      .split(path.sep)
      .join('/');
    const check = (node: ImportNode): void => {
      if (!node.source) return;
      const why = refusal(from, node.source.value, node.importKind === 'type' || node.exportKind === 'type');
      if (why) context.report({ node, message: why });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
};

// oxlint loads a plugin by its default export.
// oxlint-disable-next-line import/no-default-export
export default { meta: { name: 'rooms' }, rules: { doors } };
