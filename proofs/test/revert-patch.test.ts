import { expect, test } from 'vitest';
import { revertPatch } from '../dist/proofs/postgres-restart/revert-patch.js';

const PATCH = `diff --git a/x.js b/x.js
index 1..2 100644
--- a/x.js
+++ b/x.js
@@ -1,3 +1,4 @@
 one
-two
+zwei
+und
 three
@@ -8,2 +9,1 @@
 eight
-nine
`;
const PATCHED = 'one\nzwei\nund\nthree\n4\n5\n6\n7\neight\nten\n';

test('gives the text back that was patched', () => {
  const files = revertPatch(PATCH, () => PATCHED);
  expect(files).toEqual([{ path: 'x.js', text: 'one\ntwo\nthree\n4\n5\n6\n7\neight\nnine\nten\n' }]);
});

test('refuses a text that was not patched', () => {
  expect(() => revertPatch(PATCH, () => 'one\ntwo\nthree\n')).toThrow(/does not have the patch/);
});
