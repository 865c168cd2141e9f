/// An app of another team, which has a renderer in its own stack: `docs/how-to/use-the-construct.md` shows it.
@org.jspecify.annotations.NullMarked
package films;
