/** One contestant; nobody else uses it. */
@NullMarked
package dev.patchbay.benchmarks.patchbayweb;

import org.jspecify.annotations.NullMarked;
