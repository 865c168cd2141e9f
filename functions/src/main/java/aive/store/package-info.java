/// Where media, plans, and results lie between the steps.
@NullMarked
package aive.store;

import org.jspecify.annotations.NullMarked;
