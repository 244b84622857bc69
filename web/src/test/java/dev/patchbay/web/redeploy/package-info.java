/** A web application that is deployed and undeployed again and again. */
@NullMarked
package dev.patchbay.web.redeploy;

import org.jspecify.annotations.NullMarked;
