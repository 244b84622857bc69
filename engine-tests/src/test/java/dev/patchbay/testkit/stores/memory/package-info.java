/** The contract suites, run on the stores in memory. */
@NullMarked
package dev.patchbay.testkit.stores.memory;

import org.jspecify.annotations.NullMarked;
