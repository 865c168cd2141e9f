/// The render plan: chunks and soundtrack, each with an identity of everything that determines its content.
@NullMarked
package aive.plan;

import org.jspecify.annotations.NullMarked;
