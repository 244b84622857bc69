/** Tests of the cipher and of the command that edits keysets. */
@NullMarked
package dev.patchbay.ciphers.tink;

import org.jspecify.annotations.NullMarked;
