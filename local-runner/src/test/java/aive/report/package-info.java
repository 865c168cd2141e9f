@NullMarked
package aive.report;

import org.jspecify.annotations.NullMarked;
