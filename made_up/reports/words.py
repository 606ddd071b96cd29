"""Sentences of made-up reports, all in this project's own words. Only labels of standards are official."""

from __future__ import annotations

# Standard -> its three key questions: desistance, the child's safety, other people's safety.
QUESTIONS: dict[str, tuple[str, str, str]] = {
    "Assessment": (
        "Does assessment show well enough how to support the child's desistance?",
        "Does assessment show well enough how to keep the child safe?",
        "Does assessment show well enough how to keep other people safe?",
    ),
    "Planning": (
        "Is planning good enough at supporting the child's desistance?",
        "Is planning good enough at keeping the child safe?",
        "Is planning good enough at keeping other people safe?",
    ),
    "Implementation and delivery": (
        "Do the services that are delivered effectively support the child's desistance?",
        "Do the services that are delivered effectively support the safety of the child?",
        "Do the services that are delivered effectively support the safety of other people?",
    ),
    "Reviewing": (
        "Does reviewing pay enough attention to supporting the child's desistance?",
        "Does reviewing pay enough attention to keeping the child safe?",
        "Does reviewing pay enough attention to keeping other people safe?",
    ),
}

# Under the 2018 framework joint working had questions of another kind: they belong to no dimension.
JOINT_WORKING: tuple[str, str] = (
    "Are the recommendations of the service to the police well founded and personal to the child?",
    "Does the service work well with the police once the disposal has been decided?",
)

STATEMENTS: dict[str, str] = {
    "Governance and leadership": "Those who lead and govern give direction, so that children are helped well.",
    "Staff": "Everyone who works for the service has the time, skills and support to help each child.",
    "Partnerships and services": "Children can use a wide choice of good services that suit what each of them needs.",
    "Information and facilities": "Places, systems and information are there when staff need them for children.",
    "Assessment": "Assessments rest on good information, look deep, and are made with children and their families.",
    "Planning": "Plans rest on good information, see the whole child, and are made with children and their families.",
    "Implementation and delivery": "Children receive well-chosen services of high quality that draw them in.",
    "Reviewing": "Progress is looked at together with children and their families, and what is learned is used.",
    "Joint working": "Police and service decide and work together so that children are helped well.",
    "Out-of-court disposal policy and provision": "Children are kept out of court where that is right and works.",
    "Resettlement policy and provision": "Children who leave custody are helped by a service that rests on evidence.",
}

# Prompts of the annexe, by dimension; a report takes as many as its framework has.
PROMPTS: dict[str, tuple[str, ...]] = {
    "desistance": (
        "Is the offending itself understood, with the child's own view of it and the reasons behind it?",
        "Is the child's diversity understood and acted on?",
        "Are home, family and wider circumstances of the child taken into account, and are they written down?",
        "Is what other agencies know about the child used?",
        "Are the child's strengths, and what protects the child, built on?",
        "Are obstacles outside the child's control, such as exclusion from school, weighed?",
        "Is the child's maturity, ability and readiness to take part understood, and is the work fitted to it in "
        "pace and form?",
        "Are the wishes of victims heard, and is restorative work considered wherever it could help?",
        "Do child and carers take part in a way that means something, and does their view count?",
    ),
    "child_safety": (
        "Are risks to the child's own safety and wellbeing seen and described?",
        "Are other sources and agencies drawn on, including children's social care and child and adolescent mental "
        "health services?",
        "Is it clear what will be done to keep the child safe, by whom, and how it will be checked?",
        "Is there a workable fallback for the child's safety if things get worse?",
    ),
    "others_safety": (
        "Is it clear who is at risk from the child, and of what?",
        "Are earlier behaviour, other sources and other agencies drawn on when the risk to others is judged?",
        "Are actual and possible victims protected?",
        "Is it clear what will be done to keep other people safe, by whom, and how it will be checked?",
        "Is there a workable fallback for the safety of others if things get worse?",
    ),
}

STRENGTHS: tuple[str, ...] = (
    "The board meets often, and members of every partner agency attend.",
    "Leaders know the children's needs well. They use what they know when money is shared out.",
    "Staff are proud of their work and stay with the service for a long time.",
    "Children can see a speech and language therapist within two weeks.",
    "Induction is thorough, and new staff said that it had prepared them.",
    "The service has a clear policy on exploitation, which staff know and use.",
    "Managers read case files every month and talk them through with staff.",
    "A well-used drop-in centre gives children a safe place to meet their workers.",
    "Volunteers from many backgrounds sit on panels, and they are trained well.",
    "Health workers are based in the team, so referrals are quick.",
    "The service listens to children: a forum of children meets four times a year.",
    "Data from schools reaches the service every week, and absence is followed up at once.",
    "Restorative work is offered in nearly all cases, and victims value it.",
    "Workers visit families at home, also in the evening and at weekends.",
    "The plan for the next three years names few goals and says how each will be measured.",
    "Police and service share an office, which speeds up decisions.",
    "Case managers have a manageable number of cases.",
    "Girls are offered a worker of their choice, and the group for girls is well attended.",
    "There is good access to sports, arts and music, paid for by the partnership.",
    "The head of service is known to all staff and visits each of the three offices every month.",
    "Work on racial disproportionality is led from the top and has its own action plan.",
    "Accommodation is found early for children who are about to leave custody.",
    "The reparation scheme is varied: children's own ideas shape it.",
    "Supervision takes place every four weeks and is written up.",
    "Links with the secure estate are good, and release is planned from the first day.",
    "The assessment tool for diversion is short, clear and used in every case.",
    "Feedback from parents and carers is gathered, analysed and shown to the board.",
    "The partnership pays for a full-time post in education, training and employment.",
)

IMPROVEMENTS: tuple[str, ...] = (
    "The board does not see enough figures about the quality of casework.",
    "Too few partners bring their own data. This makes it hard to see what works.",
    "Some posts have stood empty for more than a year.",
    "Children wait too long for help with their mental health.",
    "Contingency plans are often the same for every child.",
    "The views of victims are not always sought.",
    "Case recording is late in too many cases, and managers do not challenge it.",
    "The building in the north of the area is hard to reach by bus.",
    "Staff have not been trained in the new assessment tool.",
    "There is no policy for resettlement that all partners have agreed.",
    "Oversight by managers is uneven: it helped in some cases and was missing in others.",
    "Black and mixed heritage children are over-represented, and the reasons are not yet understood.",
    "The service does not know how many of its children are out of school.",
    "Work with girls follows no plan, though their number has grown.",
    "Reviews are seldom informed by other agencies.",
    "The risk to other people is underestimated where it has nothing to do with the offence.",
    "The police decide some disposals alone, without a panel.",
    "Exit plans from out-of-court work are thin.",
    "The strategy is out of date; it still names partners that no longer exist.",
    "Information about exploitation is held in several systems and not brought together.",
    "Sickness is high, and cover depends on goodwill.",
    "The probation officer's post is only part-time, which delays transfers to adult services.",
    "Board members seldom meet staff or children.",
    "Few children take part in evaluating the services that they receive.",
)

NARRATIVE: tuple[str, ...] = (
    "Inspectors saw careful work in most cases, and they spoke with workers who knew the children well.",
    "In seven of the cases the child's own words shaped what was written.",
    "Diversity was considered in about 60 per cent of the cases, which is not enough.",
    "Workers drew on what schools and health services could tell them, but not always in time.",
    "Where exploitation was suspected, the partners met quickly and shared what they knew.",
    "Plans were clear about who would do what; they said less about what should happen if things got worse.",
    "The child's carers were involved in 12 of the 14 cases where this was possible.",
    "Some good practice stood beside work that fell short, and managers had not noticed the difference.",
    "Victims were thought of in many cases, though their wishes were recorded in only half.",
    "Contact was frequent, and workers kept trying when a child did not come.",
    "The quality varied from office to office, as staff themselves told us.",
    "Children said that they felt safe where they met their workers.",
)

LINES_OF_ENQUIRY: tuple[str, ...] = (
    "Is there a shared and effective vision for the work?",
    "Do the numbers of staff and cases allow good work?",
    "Do partners make the right services available?",
    "Are systems and premises fit for the work?",
    "Is what is learned put to use?",
)

RECOMMENDATIONS: tuple[str, ...] = (
    "make sure that every plan says what will be done if the child's safety gets worse",
    "look at all risks to other people, also those that have nothing to do with the offence",
    "bring figures about the quality of casework to each meeting of the board",
    "agree a policy for resettlement with all partners and review it every year",
    "give every child who is out of school a full timetable within ten working days",
    "train all case managers in the assessment of exploitation",
    "find out why some ethnic groups are over-represented, and act on the reasons",
    "record the wishes of victims and use them when work is planned",
    "fill the vacant health posts, so that no child waits longer than four weeks",
    "check the quality of out-of-court work by reading a sample of cases every quarter",
    "write down how managers oversee casework, and make sure that it is done",
    "include children and their carers when services are evaluated",
    "move the northern office to a place that children can reach by public transport",
)
