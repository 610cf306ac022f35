# What comes out of a Moodle course, as GIFT and as XML: pictures, feedback, categories, and kinds that cannot be
# asked here. Then a folder of files of many sorts.
export CPC_BANK="$BANK" CPC_DB=x.db
import() {
	echo "\$ import $*"
	cpc import "$@" 2>&1
	echo "exit $?"
}
mkdir course
cat >course/quiz.gift <<'END'
// question: 1  name: Switch category to $course$/top/CPC/Bones
$CATEGORY: $course$/top/CPC/Bones

::Bone 1::[html]<p>Which bone is <b>broken</b>?<br><img src\="@@PLUGINFILE@@/film.png" alt\="film"/></p>{
	=Femur#The thigh bone.
	~Tibia#The shin bone.
	~Patella
	####The thigh has one bone.
}

::Essay::Write about modifiers.{}

::Match::Match them.{
	=brady -> slow
	=tachy -> fast
}

::Truth::The femur is a bone.{T#No, it is.#Yes.}

::Count::How many bones has an adult?{#206:0}

::Prefix::The prefix for bone is{=osteo =oste}

::Parts::Which are bones?{
	~%50%Femur
	~%50%Tibia
	~%-100%Vein
}

This is a description only.
END
cat >course/quiz.xml <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/top/CPC/Words, and their parts</text></category></question>
<question type="multichoice"><name><text>Word 1</text></name>
<questiontext format="html"><text><![CDATA[<p>Which <em>suffix</em> means inflammation?</p><p><img src="@@PLUGINFILE@@/x.png"></p>]]></text><file name="x.png" path="/" encoding="base64">iVBORw0KGgo=</file></questiontext>
<generalfeedback format="html"><text><![CDATA[<p>Arthritis.</p>]]></text></generalfeedback>
<single>true</single>
<answer fraction="100" format="html"><text>-itis</text><feedback><text>Yes</text></feedback></answer>
<answer fraction="0" format="html"><text>-osis</text><feedback><text>A condition</text></feedback></answer>
<tags><tag><text>suffixes</text></tag></tags>
</question>
<question type="essay"><name><text>Essay 1</text></name><questiontext format="html"><text>Discuss</text></questiontext></question>
</quiz>
END
import course/quiz.gift
cpc export --set quiz 2>/dev/null
import course/quiz.gift --strict --dry-run
echo '-- a folder'
printf 'brady-\tslow\ntachy-\tfast\n' >course/cards.txt
printf 'Which one?\nA. Femur\nB. Tibia\nANSWER: A\n' >course/one.aiken
echo '# Read me' >course/README.md
printf '\211PNG\r\n\032\n' >course/film.png
import course --set week1
import --list
echo '-- several files, the same twice'
import course/one.aiken course/one.aiken course/cards.txt --dry-run
import course/one.aiken course/nothing.gift
