@NullMarked
package aive.mp4;

import org.jspecify.annotations.NullMarked;
