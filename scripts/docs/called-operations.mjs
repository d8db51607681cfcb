import { dirname, join } from 'node:path';
import { SyntaxKind } from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';
import { root } from '../lib/repository.mjs';

/**
 * What the compiler knows of one procedure: the operations of the platform that it calls, and the refusals that these may
 * answer. An operation whose type names nearly every refusal there is tells nothing, so it adds none.
 * @typedef {{ operations: readonly string[], refusals: readonly string[] }} CalledOperations
 * @typedef {import('typescript/unstable/ast').Node} Node
 * @typedef {import('typescript/unstable/ast').SourceFile} SourceFile
 * @typedef {import('typescript/unstable/sync').Project} Project
 * @typedef {import('typescript/unstable/sync').Type} Type
 */

const project = 'apps/api/tsconfig.json';
const entry = 'apps/api/src/router.ts';
/** More than any operation refuses with. */
const tooManyToTell = 50;

/** @param {Node} node @param {(node: any) => void} visit a node of any kind */
function walk(node, visit) {
  visit(node);
  node.forEachChild((child) => {
    walk(child, visit);
  });
}

/** Where the relative imports of a file lead, by local name. @param {SourceFile} file */
function importsOf(file) {
  /** @type {Map<string, string>} */
  const paths = new Map();
  for (const statement of file.statements) {
    if (statement.kind !== SyntaxKind.ImportDeclaration) continue;
    const declaration = /** @type {import('typescript/unstable/ast').ImportDeclaration} */ (statement);
    const from = declaration.moduleSpecifier.getText(file).slice(1, -1);
    if (!from.startsWith('.')) continue;
    const path = join(dirname(file.fileName), from.replace(/\.js$/, '.ts'));
    walk(declaration, (node) => {
      if (node.kind === SyntaxKind.ImportSpecifier) paths.set(node.name.text, path);
    });
  }
  return paths;
}

/** Reads the routers of the API by their source. @param {Project} opened */
function routers({ program }) {
  /** @param {string} path */
  const fileAt = (path) => {
    const file = program.getSourceFile(path);
    if (!file) throw new Error(`${path} is not part of ${project}`);
    return file;
  };
  /** What a constant of a file is made of. @param {string} path @param {string} name @returns {Node} */
  const constant = (path, name) => {
    let found;
    walk(fileAt(path), (node) => {
      if (node.kind === SyntaxKind.VariableDeclaration && node.name.text === name) found = node.initializer;
    });
    if (!found) throw new Error(`${path} has no constant ${name}`);
    return found;
  };
  /** The object literal in `router({…})`, or the literal itself. @param {any} node */
  const literalIn = (node) => (node.kind === SyntaxKind.CallExpression ? node.arguments[0] : node);

  /** The members of a router with the nodes that define them. @param {string} path @param {string} name @returns {[string, Node, string][]} */
  const membersOf = (path, name) => {
    const imports = importsOf(fileAt(path));
    return literalIn(constant(path, name)).properties.flatMap((/** @type {any} */ property) => {
      const local = (/** @type {any} */ identifier) => imports.get(identifier.text) ?? path;
      if (property.kind === SyntaxKind.SpreadAssignment)
        return membersOf(local(property.expression), property.expression.text);
      return [[property.name.text, property.initializer, path]];
    });
  };
  /** A node and what it is made with: the function of ours that it calls, such as a query that two routers share. @param {any} node @param {string} path @returns {Node[]} */
  const withMaker = (node, path) => {
    const maker = node.kind === SyntaxKind.CallExpression ? node.expression : undefined;
    const from = maker?.kind === SyntaxKind.Identifier && importsOf(fileAt(path)).get(maker.text);
    return from ? [node, constant(from, maker.text)] : [node];
  };
  return membersOf(join(root, entry), 'appRouter').flatMap(([prefix, value, path]) => {
    const name = /** @type {any} */ (value).text;
    const from = importsOf(fileAt(path)).get(name) ?? path;
    return membersOf(from, name).map(([member, node, where]) => ({
      name: `${prefix}.${member}`,
      nodes: withMaker(node, where),
    }));
  });
}

/** @param {Type} type @returns {readonly Type[]} */
const membersOfUnion = (type) => (type.isUnionType() ? type.getTypes() : [type]);

/** The refusals in the type of a call that answers a promise of a result; undefined for any other call. @param {Project} opened */
const refusalsIn =
  ({ checker }) =>
  (/** @type {Node} */ call) => {
    /** @param {Type} type @param {string} name */
    const propertyOf = (type, name) => {
      const symbol = checker.getPropertyOfType(type, name);
      return symbol && checker.getTypeOfSymbol(symbol);
    };
    const promise = checker.getTypeAtLocation(call);
    if (!promise?.isTypeReference() || promise.getSymbol()?.name !== 'Promise') return undefined;
    const [answer] = checker.getTypeArguments(promise);
    const errors = answer ? membersOfUnion(answer).flatMap((one) => propertyOf(one, 'error') ?? []) : [];
    if (errors.length === 0) return undefined;
    const types = errors.flatMap(membersOfUnion).flatMap((one) => propertyOf(one, 'type') ?? []);
    return types.flatMap(membersOfUnion).flatMap((one) => (one.isStringLiteralType() ? [one.value] : []));
  };

/** What every procedure of the API calls, by its name. @returns {ReadonlyMap<string, CalledOperations>} */
export function calledOperations() {
  const api = new API({ cwd: root });
  try {
    const opened = api
      .updateSnapshot({ openProjects: [join(root, project)] })
      .getProject(join(root, project));
    if (!opened) throw new Error(`the compiler cannot open ${project}`);
    const refusalsOf = refusalsIn(opened);
    return new Map(
      routers(opened).map(({ name, nodes }) => {
        /** @type {Set<string>} */
        const operations = new Set();
        /** @type {Set<string>} */
        const refusals = new Set();
        for (const node of nodes)
          walk(node, (call) => {
            const isMethod =
              call.kind === SyntaxKind.CallExpression &&
              call.expression.kind === SyntaxKind.PropertyAccessExpression;
            const found = isMethod ? refusalsOf(call) : undefined;
            if (!found) return;
            operations.add(call.expression.name.text);
            if (found.length < tooManyToTell) for (const one of found) refusals.add(one);
          });
        return [name, { operations: [...operations], refusals: [...refusals].toSorted() }];
      }),
    );
  } finally {
    api.close();
  }
}
