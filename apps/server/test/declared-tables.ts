import ts from 'typescript';
import { filesBelow, parseSource } from '../../../tools/generate/sources.ts';

export type DeclaredColumn = { name: string; nullable: boolean };
export type DeclaredTable = { file: string; module: string; name: string; columns: DeclaredColumn[] };

type Aliases = ReadonlyMap<string, ts.TypeNode>;

const modulesFolder = 'apps/server/src/modules/';

/** Whether a value of this type may be null. Of Kysely's `ColumnType<Select, Insert, Update>` any part that is null makes it so. */
function mayBeNull(type: ts.TypeNode, aliases: Aliases): boolean {
  if (ts.isUnionTypeNode(type)) return type.types.some((one) => mayBeNull(one, aliases));
  if (ts.isLiteralTypeNode(type)) return type.literal.kind === ts.SyntaxKind.NullKeyword;
  if (ts.isParenthesizedTypeNode(type)) return mayBeNull(type.type, aliases);
  if (!ts.isTypeReferenceNode(type)) return false;
  const inArguments = (type.typeArguments ?? []).some((one) => mayBeNull(one, aliases));
  const alias = aliases.get(type.typeName.getText());
  return inArguments || (alias !== undefined && mayBeNull(alias, aliases));
}

/** The members of a row type: a type literal, the name of one in the same file, or an intersection of such. */
function columnsOf(type: ts.TypeNode, aliases: Aliases): DeclaredColumn[] {
  if (ts.isIntersectionTypeNode(type)) return type.types.flatMap((one) => columnsOf(one, aliases));
  if (ts.isTypeReferenceNode(type)) {
    const alias = aliases.get(type.typeName.getText());
    if (alias) return columnsOf(alias, aliases);
  }
  if (!ts.isTypeLiteralNode(type)) throw new Error(`A table must be a type written in the same file, not ${type.getText()}.`);
  return type.members.filter(ts.isPropertySignature).map((member) => {
    if (!member.type) throw new Error(`${member.getText()} has no type.`);
    return { name: member.name.getText().replaceAll("'", ''), nullable: mayBeNull(member.type, aliases) };
  });
}

function tablesIn(file: string): DeclaredTable[] {
  const aliases = new Map<string, ts.TypeNode>();
  for (const statement of parseSource(file).statements)
    if (ts.isTypeAliasDeclaration(statement)) aliases.set(statement.name.text, statement.type);
  const lists = [...aliases]
    .filter(([name]) => name.endsWith('Tables'))
    .flatMap(([, type]) => (ts.isTypeLiteralNode(type) ? type.members.filter(ts.isPropertySignature) : []));
  return lists.flatMap((member) =>
    member.type && ts.isStringLiteral(member.name)
      ? [
          {
            file,
            module: file.slice(modulesFolder.length).split('/')[0] ?? '',
            name: member.name.text,
            columns: columnsOf(member.type, aliases),
          },
        ]
      : [],
  );
}

/** What every module's tables.ts says of the database: the lists end in `Tables`, their keys are `schema.table`. */
export const declaredTables = (): DeclaredTable[] =>
  filesBelow(modulesFolder)
    .filter((file) => file.endsWith('/tables.ts'))
    .flatMap(tablesIn);
