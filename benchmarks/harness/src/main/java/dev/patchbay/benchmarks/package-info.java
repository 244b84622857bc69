/**
 * Starts the measures: each contestant in a JVM of its own that has only its own class path, then
 * one table with ratios. May use {@code contest} and {@code measure}.
 */
@NullMarked
package dev.patchbay.benchmarks;

import org.jspecify.annotations.NullMarked;
