/*
 * test_embed.cc - a C++ program embeds the library: both headers compile as C++11, and a session of
 * three answers runs.
 * May use: cpc.h, cpc_fsrs.h, cmocka. Must not know: how the library is written.
 */
/* cpc_today is a struct and a function, as stat is; g++ -Wshadow minds. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#include "cpc.h"
#pragma GCC diagnostic pop
#include "cpc_fsrs.h"

#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <csetjmp>
#include <fstream>
#include <string>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

extern "C" {
#include <cmocka.h>
}

namespace
{

const cpc_time monday = {INT64_C(1795424400000), 60};

/* A folder of its own, gone with it. */
class Folder
{
	std::string path_;
	std::vector<std::string> made_;

      public:
	Folder()
	{
		const char *tmp = std::getenv("TMPDIR");
		path_ = std::string(tmp && *tmp ? tmp : "/tmp") + "/cpc-embed.XXXXXX";
		assert_non_null(mkdtemp(&path_[0]));
	}
	Folder(const Folder &) = delete;
	Folder &operator=(const Folder &) = delete;
	~Folder()
	{
		for (auto it = made_.rbegin(); it != made_.rend(); ++it)
			std::remove(it->c_str());
		rmdir(path_.c_str());
	}
	std::string at(const std::string &name) const
	{
		return path_ + "/" + name;
	}
	void will_have(const std::string &name)
	{
		made_.push_back(at(name));
	}
	void make(const std::string &name)
	{
		assert_int_equal(mkdir(at(name).c_str(), 0700), 0);
		will_have(name);
	}
	void write(const std::string &name, const std::string &text)
	{
		std::ofstream(at(name)) << text;
		will_have(name);
	}
};

std::string question(const std::string &slug)
{
	return "\n## " + slug + " Title\ndifficulty: 1\n\nStem of " + slug +
	       "?\n\n- [ ] No\n- [x] Yes\n- [ ] Perhaps\n\n> Rule.\n";
}

void write_bank(Folder &folder)
{
	folder.will_have("learner.db");
	folder.will_have("learner.db.lock");
	folder.write("blueprint.csv",
		"slug,section,title,n,verified,prefix\none,section,One,100,1,one\n");
	folder.make("questions");
	folder.write("questions/one.md", "---\nset: cpc\ndomain: one\nyear: 2026\n---\n" +
						 question("q-1") + question("q-2") +
						 question("q-3"));
}

int position(const cpc_question &q, const char *text)
{
	for (std::size_t i = 0; i < q.choice_count; i++) {
		if (std::string(q.choice[i]) == text)
			return static_cast<int>(i);
	}
	return -1;
}

void three_answers(cpc *c)
{
	cpc_error err;
	cpc_study *s = nullptr;
	cpc_study_options options = {};
	options.seed = 7;
	options.new_concepts = -1;
	assert_int_equal(cpc_study_start(c, &options, monday, &s, &err), CPC_OK);
	cpc_time now = monday;
	cpc_question q;
	int answers = 0;
	while (cpc_study_next(s, now, &q, &err) == CPC_OK && answers < 3) {
		cpc_answer answer = {position(q, answers == 1 ? "No" : "Yes"), nullptr, CPC_PLAIN};
		cpc_verdict verdict;
		now.at_ms += 5000;
		assert_int_equal(cpc_study_answer(s, &answer, now, &verdict, &err), CPC_OK);
		assert_int_equal(verdict.right, answers != 1);
		assert_string_equal(verdict.accepted, "Yes");
		answers++;
	}
	assert_int_equal(answers, 3);
	cpc_study_report report;
	assert_int_equal(cpc_study_end(s, now, &report, &err), CPC_OK);
	assert_int_equal(report.answered, 3);
	assert_int_equal(report.right, 2);
	assert_int_equal(report.ms, 15000);
	cpc_study_free(s);
}

void session(void **)
{
	Folder folder;
	cpc_error err;
	cpc *c = nullptr;
	write_bank(folder);
	assert_int_equal(cpc_open(folder.at("learner.db").c_str(), &c, &err), CPC_OK);
	cpc_bank_report loaded;
	/* A function without captures serves as a callback. */
	cpc_fault *listen = [](void *context, const char *sentence) {
		static_cast<std::vector<std::string> *>(context)->push_back(sentence);
	};
	std::vector<std::string> faults;
	assert_int_equal(
		cpc_bank_load(c, folder.at("").c_str(), monday, listen, &faults, &loaded, &err),
		CPC_OK);
	assert_true(faults.empty());
	assert_int_equal(loaded.questions, 3);
	three_answers(c);
	struct cpc_today today;
	assert_int_equal(cpc_today(c, monday, &today, &err), CPC_OK);
	assert_int_equal(today.answered, 3);
	cpc_doctor_report health;
	assert_int_equal(cpc_doctor(c, false, listen, &faults, &health, &err), CPC_OK);
	assert_int_equal(health.events, 3);
	cpc_close(c);
}

void scheduler(void **)
{
	cpc_fsrs_params params;
	cpc_fsrs_model model;
	cpc_fsrs_params_default(&params);
	assert_true(cpc_fsrs_model_init(&model, &params, true));
	cpc_fsrs_memory first = cpc_fsrs_first(&model, CPC_FSRS_GOOD);
	cpc_fsrs_memory second = cpc_fsrs_next(&model, first, CPC_FSRS_GOOD, 2);
	assert_true(second.stability > first.stability);
	cpc_fsrs_settings settings;
	cpc_fsrs_scheduler sched;
	cpc_fsrs_settings_default(&settings);
	assert_true(cpc_fsrs_scheduler_init(&sched, &params, &settings));
	cpc_fsrs_card card = {};
	cpc_fsrs_outcome out[4];
	cpc_fsrs_schedule(&sched, &card, 0, CPC_FSRS_NO_FUZZ, out);
	assert_int_equal(out[3].card.phase, CPC_FSRS_REVIEW);
}

/* A failure comes as a status and a sentence, never as an exception. */
void failures(void **)
{
	cpc_error err;
	cpc *c = nullptr;
	assert_int_equal(cpc_open("/", &c, &err), CPC_CANTCREATE);
	assert_null(c);
	assert_int_equal(err.status, CPC_CANTCREATE);
	assert_true(std::string(err.text).find("folder") != std::string::npos);
}

} // namespace

int main()
{
	const CMUnitTest tests[] = {
		cmocka_unit_test(session),
		cmocka_unit_test(scheduler),
		cmocka_unit_test(failures),
	};
	return cmocka_run_group_tests(tests, nullptr, nullptr);
}
