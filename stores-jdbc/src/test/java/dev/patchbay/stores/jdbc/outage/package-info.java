/** What becomes of every operation when the database goes away in the middle of it. */
@NullMarked
package dev.patchbay.stores.jdbc.outage;

import org.jspecify.annotations.NullMarked;
