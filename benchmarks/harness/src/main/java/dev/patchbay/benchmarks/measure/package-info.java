/**
 * What runs in a contestant's JVM: checks that it does the work, measures it, and prints lines of
 * the form {@code @ metric value} for the launcher.
 */
@NullMarked
package dev.patchbay.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
