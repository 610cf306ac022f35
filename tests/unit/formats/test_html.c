/*
 * test_html.c - HTML to text and back: what becomes of each element, what is text, and what no
 * input can do. May use: formats/html, base. Must not know: where HTML stands.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "base/rng.h"
#include "base/utf8.h"
#include "formats/html.h"

#define check(html, text, loss) check_at(html, text, loss, __LINE__)

static void check_at(const char *html, const char *text, unsigned loss, int line)
{
	struct buf out = BUF_INIT;
	unsigned found = html_to_text(str_of(html), &out);
	if (strcmp(buf_text(&out), text) != 0 || found != loss)
		print_error("line %d: \"%s\" with %u\n", line, buf_text(&out), found);
	assert_string_equal(buf_text(&out), text);
	assert_int_equal(found, loss);
	buf_release(&out);
}

static void plain(void **state)
{
	(void)state;
	check("", "", 0);
	check("word", "word", 0);
	check("  two \t\r\n words  ", "two words", 0);
	check("a<abbr title=\"b > c\">d</abbr>e", "ade", 0);
	check("a<!-- <b> --x -->b<!---->c", "abc", 0);
	check("<!DOCTYPE html><?xml:namespace prefix = o />a<![if !mso]>b<![endif]>", "ab", 0);
	check("a<![CDATA[<b> &amp;\n c]]>d", "a<b> &amp; cd", 0);
	check("<o:p>Word</o:p> <my-own>x</my-own>", "Word x", 0);
	check("<ABBR>a</Abbr>", "a", 0);
	check("<q>so</q> <wbr>on", "\"so\" on", 0);
}

static void entities(void **state)
{
	(void)state;
	check("&lt;&amp;&gt;&quot;&apos;", "<&>\"'", 0);
	check("&eacute;&Eacute;&AElig;&zwj;&thetasym;&diams;", "é\303\211Æ\342\200\215ϑ♦", 0);
	check("&#65;&#x42;&#X63;&#x1F600;", "ABc\360\237\230\200", 0);
	check("&#0;&#xD800;&#x110000;&#99999999999999999999;", "\uFFFD\uFFFD\uFFFD\uFFFD", 0);
	check("&#150;&#146;&#x80;", "–’€", 0); /* of windows-1252 */
	check("&shy;a&#173;b&#8203;c", "abc", 0);
	check("&amp;lt;", "&lt;", 0); /* once */
	/* None of these is one. */
	check("AT&T & R&D; &; &#; &#x; &#xg; &amp &nosuchname; &lt",
		"AT&T & R&D; &; &#; &#x; "
		"&#xg; &amp &nosuchname; &lt",
		0);
	check("&ampx; &am; &AMP;", "&ampx; &am; &AMP;", 0);
	check("&", "&", 0);
}

static void blanks(void **state)
{
	(void)state;
	check("a&nbsp;b", "a b", 0);
	check("a &nbsp;&#160;\302\240b", "a    b", 0);
	check("a&nbsp; b", "a  b", 0);
	check("a<br>&nbsp;&nbsp; b", "a\n   b", 0);
	check("<p>a</p><p>&nbsp;</p><p>b</p>", "a\n\nb", 0);
	check("a&nbsp;", "a", 0);
	check("a&#9;b&#10;c&#32; d", "a\tb c d", 0);
	check("<pre>\n a  b\n\n\tc\n</pre>d", " a  b\n\n\tc\nd", 0);
	check("<pre>a</pre><pre>b\r\nc</pre> x", "a\nb\nc\nx", 0);
	check("</pre> a  b", "a b", 0);
}

static void lines(void **state)
{
	(void)state;
	check("a<br>b<br/>c<BR />d", "a\nb\nc\nd", 0);
	check("a<br><br>b<br><br><br>c", "a\n\nb\n\nc", 0);
	check("<p>a</p>\n<p>b</p>", "a\n\nb", 0);
	check("<p>a<p>b", "a\n\nb", 0);
	check("<div>a</div><div>b</div>c", "a\nb\nc", 0);
	check("<div>a</div><div><br></div><div>b</div>", "a\n\nb", 0);
	check("<br><p></p>a<br><br>", "a", 0);
	check("a <br> b", "a\nb", 0);
	check("<h3>Head</h3>text<hr>foot", "Head\n\ntext\n\nfoot", 0);
}

static void markup(void **state)
{
	(void)state;
	check("a <b>b</b> <span style='x'>c</span>", "a b c", HTML_MARKUP);
	check("H<sub>2</sub>O 1<sup>st</sup> 10<sup>2</sup> 10<sup> -3</sup> CPT<sup>&reg;</sup>",
		"H2O 1st 10^2 10 ^-3 CPT®", HTML_MARKUP);
	check("a<script>if (a<b) x('</b>');</script >b", "ab", HTML_SCRIPT);
	check("<style>p { }</STYLE>b", "b", HTML_SCRIPT);
	check("<script/>b", "b", HTML_SCRIPT);
}

static void lists(void **state)
{
	(void)state;
	check("Of:<ul><li>a</li><li><p>b</p></li></ul>so", "Of:\n- a\n- b\nso", 0);
	check("<ul><li>a<ol><li>x<li>y</ol><li>b</ul>", "- a\n  1. x\n  2. y\n- b", 0);
	check("<ul><li></li><li>b</li></ul>", "-\n- b", 0);
	check("<li>a<li>b</ul></ul>c", "- a\n- b\nc", 0);
	check("<ul><li><ul><li>a", "-\n  - a", 0);
	check("<ul><ul><ul><ul><ul><ul><ul><ul><ul><ul><li>a</li></ul><li>b",
		"              - a\n              - b", 0);
}

static void tables(void **state)
{
	(void)state;
	check("<table><tr><th>a</th><th>b</th></tr>\n<tr> <td> 1 "
	      "</td>\n<td><p>2</p></td></tr></table>c",
		"a | b\n1 | 2\nc", HTML_TABLE);
	check("x<table><tr><td></td><td>b<td></td><td>d</td></tr></table>", "x\n| b | | d",
		HTML_TABLE);
	check("<table><tr><td>a<tr><td>b</table>", "a\nb", HTML_TABLE);
}

static void pictures(void **state)
{
	(void)state;
	check("a <img src=\"@@PLUGINFILE@@/dir/my%20pic.png?time=1\"/> b",
		"a [picture: my pic.png] b", HTML_IMAGE);
	check("<img src=x.png alt='The  &quot;heart&quot;'>", "[picture: The  \"heart\"]",
		HTML_IMAGE);
	check("<IMG SRC=a/b&amp;c.gif ALT=''>", "[picture: b&c.gif]", HTML_IMAGE);
	check("<img alt=\"a > b\">c", "[picture: a > b]c", HTML_IMAGE);
	check("<img src='data:image/png;base64,AAAA/B=='>", "[picture]", HTML_IMAGE);
	check("<img>", "[picture]", HTML_IMAGE);
	check("<img src='a%0Ab%ff.png'>", "[picture: a%0Ab%ff.png]", HTML_IMAGE);
	check("<img src='100%.png'><img src='a%2'>", "[picture: 100%.png][picture: a%2]",
		HTML_IMAGE);
	check("<img src='c:\\x\\a.png'>", "[picture: a.png]", HTML_IMAGE);
	check("<svg width=1><path d='M0'/><text>no</text></svg>x", "[picture]x", HTML_IMAGE);
	check("<svg/>x", "[picture]x", HTML_IMAGE);
}

static void media(void **state)
{
	(void)state;
	check("<audio src='a.mp3'></audio>[sound:b%20c.mp3]", "[sound: a.mp3][sound: b%20c.mp3]",
		HTML_MEDIA);
	check("<video><source src='http://h/v.mp4'>old browser</video>", "[film: v.mp4]old browser",
		HTML_MEDIA);
	check("<object data=x.swf></object>", "[film: x.swf]", HTML_MEDIA);
	check("[sound:x", "[sound:x", 0);
	check("[sound:x\n]", "[sound:x ]", 0);
	check("[x]", "[x]", 0);
}

static void text_that_is_no_tag(void **state)
{
	(void)state;
	check("a < b, x<5, <, </>, <>, < b>, <5>", "a < b, x<5, <, </>, <>, < b>, <5>", 0);
	check("<patient> of <b2> <bold>", "<patient> of <b2> <bold>", 0);
	check("a <b", "a <b", 0);
	check("a <b x='> y", "a <b x='> y", 0);
	check("<p title=\"<p>a", "<p title=\"\n\na", 0);
	check("a <!-- b <p>c", "a <!-- b\n\nc", 0);
	check("a <![CDATA[ b", "a <![CDATA[ b", 0);
	check("<script>alert(1)", "alert(1)", HTML_SCRIPT);
	check("<b/x=y>a<p=q>", "a<p=q>", HTML_MARKUP);
	check("<averyverylongnamethatisnoelementatallofhtml>",
		"<averyverylongnamethatisnoelementatallofhtml>", 0);
}

static void appended(void **state)
{
	struct buf out = BUF_INIT;
	(void)state;
	buf_add_text(&out, "a ");
	html_to_text(str_of("<p> b <br>"), &out);
	html_to_text(str_of(" <p>c"), &out);
	assert_string_equal(buf_text(&out), "a bc");
	buf_release(&out);
}

static void names_of_losses(void **state)
{
	struct buf out = BUF_INIT;
	(void)state;
	assert_string_equal(html_loss_name(0, &out), "");
	assert_string_equal(html_loss_name(HTML_TABLE, &out), "a table");
	assert_string_equal(
		html_loss_name(31, &out), "a picture, sound or film, a table, markup, a script");
	buf_release(&out);
}

static void check_back(const char *text)
{
	struct buf html = BUF_INIT, back = BUF_INIT;
	html_add(&html, str_of(text));
	assert_int_equal(html_to_text(buf_view(&html), &back), 0);
	assert_string_equal(buf_text(&back), text);
	buf_release(&html);
	buf_release(&back);
}

static void written(void **state)
{
	struct buf out = BUF_INIT;
	(void)state;
	html_add(&out, str_of("a<b> & \"c\"\nd  e [sound:f]"));
	assert_string_equal(
		buf_text(&out), "a&lt;b&gt; &amp; &quot;c&quot;<br>d &nbsp;e &#91;sound:f]");
	buf_release(&out);
}

static void there_and_back(void **state)
{
	(void)state;
	check_back("");
	check_back("</p><script>x</script><!-- a --> ]]> &amp;amp; &#65;");
	check_back("one\ntwo\n\nthree\n  in  it\tand\ttab");
	check_back("  blanks   at the front");
	check_back("form\ffeed\v");
	check_back("a [sound:x.mp3] [picture: y.png] - | ^2");
	check_back("é€\360\237\230\200\302\251 'q' \"r\"");
}

/* Neither time nor memory grows faster than the text, whatever stands in it. */
static void bombs(void **state)
{
	static const char *const pieces[] = {"<b x=\"", "<!--", "<![CDATA[", "<script>", "<", "&",
		"&#", "<li>", "<ul>", "<p>", "[sound:", "<b ", "<td>", "&#1", "<!x", "<svg "};
	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct buf html = BUF_INIT, out = BUF_INIT;
		buf_add_repeat(&html, pieces[i], (1 << 20) / strlen(pieces[i]));
		html_to_text(buf_view(&html), &out);
		assert_false(out.failed);
		assert_true(out.len <= 8 * html.len);
		buf_release(&html);
		buf_release(&out);
	}
}

/* Pieces thrown together: the text is valid, and as HTML comes back. */
static void any_input(void **state)
{
	static const char *const pieces[] = {"<p>", "</p>", "<b x='", "'>", "<br>", " ", "&nbsp;",
		"&lt;", "&#x", "41;", "x", "é", "\302\240", "<ul>", "<li>", "</ul>", "<ol>", "<td>",
		"<tr>", "<table>", "<pre>", "</pre>", "\n", "<!--", "-->", "<![CDATA[", "]]>",
		"<script>", "</script>", "<img src='a%20", "\">", "[sound:", "]", "<sup>", "-",
		"1"};
	struct rng rng;
	(void)state;
	rng_init(&rng, 6);
	for (int round = 0; round < 20000; round++) {
		struct buf html = BUF_INIT, text = BUF_INIT;
		size_t n = rng_below(&rng, 24);
		for (size_t i = 0; i < n; i++)
			buf_add_text(
				&html, pieces[rng_below(&rng, sizeof pieces / sizeof *pieces)]);
		html_to_text(buf_view(&html), &text);
		assert_int_equal(utf8_check(buf_view(&text)), text.len);
		buf_release(&html);
		buf_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(plain), cmocka_unit_test(entities),
		cmocka_unit_test(blanks), cmocka_unit_test(lines), cmocka_unit_test(markup),
		cmocka_unit_test(lists), cmocka_unit_test(tables), cmocka_unit_test(pictures),
		cmocka_unit_test(media), cmocka_unit_test(text_that_is_no_tag),
		cmocka_unit_test(appended), cmocka_unit_test(names_of_losses),
		cmocka_unit_test(written), cmocka_unit_test(there_and_back),
		cmocka_unit_test(bombs), cmocka_unit_test(any_input)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
