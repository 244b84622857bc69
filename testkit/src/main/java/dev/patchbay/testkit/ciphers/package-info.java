/**
 * A contract suite that holds a cipher to every promise of {@code CredentialCipher}.
 *
 * <p>For authors of ciphers, who extend {@link dev.patchbay.testkit.ciphers.CipherContract}. Needs
 * JUnit Jupiter and AssertJ.
 */
@NullMarked
package dev.patchbay.testkit.ciphers;

import org.jspecify.annotations.NullMarked;
