/// The timeline cut into chunks, each named by everything that determines its pixels.
@NullMarked
package aive.plan;

import org.jspecify.annotations.NullMarked;
