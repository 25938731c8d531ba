package io.musubito.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Texts that attack a page that shows them: each of them notes that it ran, or asks
 * another host, if it is taken for anything but a text.
 */
final class Hostile {

	private static final String HOST = "https://evil.example/";

	/** Elements and attributes that run something, or load something. */
	static final String HTML = """
			<script>%1$s</script><img src=x onerror="%1$s"><svg onload="%1$s"><script>%1$s</script></svg>
			"><img src=x onerror='%1$s'>' autofocus onfocus='%1$s' x='</textarea></title></style></script><script>%1$s</script>
			<iframe srcdoc="<script>parent.%1$s</script>"></iframe><object data="%2$s"></object><details open ontoggle="%1$s">
			<style>@import url(%2$sa.css); body { background: url(%2$sb.png) }</style><link rel=stylesheet href=%2$sc.css>
			<base href="%2$s"><meta http-equiv="refresh" content="0; url=%2$s"><form action="%2$s"><button>Send</button></form>
			<a href="javascript:%1$s">link</a> <math><mtext><img src=x onerror="%1$s"></mtext></math>
			${%1$s} {{%1$s}} <!-- --><template><img src=x onerror="%1$s"></template> ]]> -->
			"""
		.formatted(Watcher.RAN, HOST);

	/** Markdown with links and images, and with HTML in it. */
	static final String MARKDOWN = """
			# Summary <img src=x onerror="%1$s">

			[run](javascript:%1$s) [run](JaVaScRiPt:%1$s "t") [run](&#106;avascript:%1$s) [run](java\tscript:%1$s)
			[data](data:text/html,<script>%1$s</script>) [file](vbscript:x) <javascript:%1$s> [ref][1]
			![picture](%2$spixel.png) ![x](javascript:%1$s) ![](%2$s"onerror="%1$s)
			[out](%2$s) %2$s

			| <b onmouseover="%1$s">a</b> | b |
			|---|---|
			| <script>%1$s</script> | `<img src=x onerror=%1$s>` |

			```html"><img src=x onerror="%1$s">
			</code></pre><script>%1$s</script>
			```

			- [ ] <input autofocus onfocus="%1$s">

			<div onclick="%1$s"><script>%1$s</script></div>

			[1]: javascript:%1$s
			""".formatted(Watcher.RAN, HOST);

	/** A picture that runs something. */
	static final String SVG = """
			<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="%1$s"><script>%1$s</script>
			<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="%1$s"/></body></foreignObject>
			<image href="%2$sx.png"/><animate onbegin="%1$s" attributeName="x"/><a href="javascript:%1$s"><text>run</text></a></svg>
			"""
		.formatted(Watcher.RAN, HOST);

	/** Characters that move, colour or hide what is near them. */
	static final String UNSEEN = "\u001b[31mred\u001b[0m \u001b]8;;" + HOST
			+ "\u0007link\u001b]8;;\u0007 \u202Egnp.exe\u202C \u2066\u200Fright\u2069 zero\u200Bwidth \u0000nul \uFEFFmark \u0008back";

	/** Ends strings and labels of DOT, Mermaid and HTML. */
	static final String LABEL = "\"]; evil [label=\"<img src=x onerror=" + Watcher.RAN + ">\" URL=\"javascript:"
			+ Watcher.RAN + "\"]; click A \"javascript:" + Watcher.RAN + "\"\n%%{init: {}}%%";

	private Hostile() {
	}

	/** All of them. */
	static List<String> texts() {
		return List.of(HTML, MARKDOWN, SVG, UNSEEN, LABEL, "\"" + HTML + "\"", deep(2000));
	}

	/**
	 * JSON that is so deep that a recursive reader fails.
	 * @param depth how many arrays and objects are in each other
	 * @return a JSON text
	 */
	static String deep(int depth) {
		return "[{\"a\":".repeat(depth / 2) + "1" + "}]".repeat(depth / 2);
	}

	/**
	 * A run in which everything attacks.
	 * @param name what is appended to names, so that they are new
	 * @return the body of a request to {@code /attacks}
	 */
	static Map<String, Object> run(String name) {
		List<Map<String, @Nullable Object>> steps = new ArrayList<>();
		for (String text : texts()) {
			String operation = (text.length() < 2000) ? text : "deep";
			steps.add(Map.of("operation", operation + name, "input", operation, "result", text, "fails", false));
			steps.add(Map.of("operation", "fails " + operation + name, "input", operation, "result", text, "fails",
					true));
		}
		return Map.of("pipeline", HTML + name, "steps", steps);
	}

}
