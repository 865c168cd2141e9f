@NullMarked
package aive.step.render;

import org.jspecify.annotations.NullMarked;
