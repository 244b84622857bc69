/** Providers that are wrong in one way each, and what the contract kit says of them. */
@NullMarked
package dev.patchbay.testkit.providers.herd;

import org.jspecify.annotations.NullMarked;
