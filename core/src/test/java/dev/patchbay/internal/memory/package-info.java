/** What the stores in memory are held to beyond the contract of all stores. */
@NullMarked
package dev.patchbay.internal.memory;

import org.jspecify.annotations.NullMarked;
