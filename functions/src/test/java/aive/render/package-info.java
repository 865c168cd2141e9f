@NullMarked
package aive.render;

import org.jspecify.annotations.NullMarked;
