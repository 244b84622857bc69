/** Tests of the contract suite for ciphers. */
@NullMarked
package dev.patchbay.testkit.ciphers;

import org.jspecify.annotations.NullMarked;
