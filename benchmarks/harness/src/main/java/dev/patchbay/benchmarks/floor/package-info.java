/** The least that has to be done, by the JDK alone. */
@NullMarked
package dev.patchbay.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
