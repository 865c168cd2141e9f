@NullMarked
package aive.elf;

import org.jspecify.annotations.NullMarked;
