@NullMarked
package aive.cli;

import org.jspecify.annotations.NullMarked;
