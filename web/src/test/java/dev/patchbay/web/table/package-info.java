/**
 * The table of requests and answers of the whole API, and the document that they are held against.
 */
@NullMarked
package dev.patchbay.web.table;

import org.jspecify.annotations.NullMarked;
