/** One contestant; nobody else uses it. */
@NullMarked
package dev.patchbay.benchmarks.googleauth;

import org.jspecify.annotations.NullMarked;
