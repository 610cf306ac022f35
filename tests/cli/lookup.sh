# The code book: loaded, looked into, refused; and in an exam with open books.
. "${0%/*}/exam.bank"
make_bank bank 5
export CPC_BANK=bank CPC_DB=x.db
cpc lookup E11; echo "exit $?"
cpc codes; echo "exit $?"
{
	printf 'code\tbillable\ttitle\n'
	printf '%s\t%s\t%s\n' E11.4 0 'Type 2 diabetes mellitus with neurological complications' \
		E11.42 1 'Type 2 diabetes mellitus with diabetic polyneuropathy' \
		S52.531A 1 "Colles' fracture of right radius, initial encounter for closed fracture"
} >icd.tsv
printf 'code,title,terminated\nJ0696,"Injection, ceftriaxone sodium, per 250 mg",\nJ0001,An old one,20240101\n' >hcpcs.csv
cpc codes import icd.tsv hcpcs.csv; echo "exit $?"
cpc codes --json
cpc lookup e114
cpc lookup polyneuropathy diabetes
cpc lookup --count 1 --json J0
cpc lookup J0
COLUMNS=40 cpc lookup colles
cpc lookup appendix; echo "exit $?"
cpc lookup 11042; echo "exit $?"
cpc lookup; echo "exit $?"
printf 'code,title\n11042,A wound\n' >cpt.csv
cpc codes import cpt.csv; echo "exit $?"
cpc codes import; echo "exit $?"
cpc codes export x; echo "exit $?"
echo '-- an exam'
printf '%s\n' lookup '/E11' 'lookup appendix' '/11042' '?' a submit y | cpc exam start --seed 1 --count 2 --open-book
printf '%s\n' /E11 submit y | cpc exam start --seed 1 --count 2 >/dev/null
echo '-- study'
printf '%s\n' /E11 / /none q | cpc study --seed 1
