/** A host of the servlet, in real containers, with a service of its own. */
@NullMarked
package dev.patchbay.web.host;

import org.jspecify.annotations.NullMarked;
