/** One contestant; nobody else uses it. */
@NullMarked
package dev.patchbay.benchmarks.spring;

import org.jspecify.annotations.NullMarked;
