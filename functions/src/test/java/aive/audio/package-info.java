@NullMarked
package aive.audio;

import org.jspecify.annotations.NullMarked;
