/**
 * Contract suites that hold a store to every promise of {@code SessionStore} and {@code
 * ConnectionStore}.
 *
 * <p>For authors of stores. Write the two methods of {@link
 * dev.patchbay.testkit.stores.StoresFixture} once, as defaults of an interface of your own, and
 * extend each of the twelve classes whose names end in {@code Contract} with it. Needs JUnit
 * Jupiter and AssertJ.
 */
@NullMarked
package dev.patchbay.testkit.stores;

import org.jspecify.annotations.NullMarked;
